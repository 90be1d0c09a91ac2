/** The demonstration city's accounts: everybody may know them, because they are for trying the product only. */
export const demoPassword = 'duijie-demo';
export const demoDomain = 'duijie.example';
export const demoCardCode = 'HEZNADEM23';
