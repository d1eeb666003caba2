/** Where the file of an object is read: depends on who shows the object. */
export type LinkToFile = (file: { readonly sha256: string; readonly filename: string }) => string;
