/** Issuer and audience of the ID tokens that `npm start` signs; a local Worker believes no other. */
export const LOCAL_ISSUER = 'https://decompte.local';
export const LOCAL_AUDIENCE = 'decompte-local';
