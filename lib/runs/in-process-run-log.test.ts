import { createInProcessRunLogs } from './in-process-run-log.ts'
import { testRunLogs } from './run-log.suite.ts'

testRunLogs('in-process run logs', () => {
  const store = createInProcessRunLogs()
  return { store, readers: store }
})
