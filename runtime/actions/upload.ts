import { BaseAction } from '../action/base-action.ts';

/** Guide: BaseUploadAction. Uploads files and their metadata. */
export abstract class BaseUploadAction<P = unknown, R = unknown> extends BaseAction<P, R> {}
