export const port = 3977
export const baseURL = `http://127.0.0.1:${port}`
/** The signed-in admin, kept by the first-start journey for the others. */
export const adminState = 'test-results/.admin.json'
export const admin = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' }
