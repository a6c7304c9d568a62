/** Each worker has its own server with its own address. */
const firstPort = Number(process.env.E2E_PORT ?? 3977)
export const port = firstPort + Number(process.env.TEST_PARALLEL_INDEX ?? 0)
export const baseURL = `http://127.0.0.1:${port}`
export const admin = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' }
