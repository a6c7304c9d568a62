/** Each worker has a server of its own, on an address of its own. */
export const port = 3977 + Number(process.env.TEST_PARALLEL_INDEX ?? 0)
export const baseURL = `http://127.0.0.1:${port}`
export const admin = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' }
