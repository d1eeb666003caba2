/* The library of tokens: a part that loads where tokens are used, also in a replica. */
export { importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose';
