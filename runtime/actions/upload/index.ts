/** Entry `actionsmith/actions/upload`. */
export { uploadProgress } from '../progress.ts';
export { UploadParams, type UploadParamsInput, UploadResult, type UploadResultInput } from '../../schemas/upload.ts';
export { BaseUploadAction } from './base-upload-action.ts';
export { UploadContext } from './upload-context.ts';
