/** Guide: BaseAction Class Attributes. What kind of data goes into an action or comes out of it, for pipelines. */
export interface DataType {
  /** As in config.yaml: `yolo_dataset`. Names tell types apart. */
  readonly name: string;
  /** How the data is stored: `yolo`, `onnx`. */
  readonly format?: string;
  readonly description?: string;
  /** What it is a kind of; a standard type also by its name. */
  readonly parent?: DataType | string;
}

/** `yolo_dataset`, or the type itself. */
export function dataTypeName(type: DataType | string): string {
  return typeof type === 'string' ? type : type.name;
}
