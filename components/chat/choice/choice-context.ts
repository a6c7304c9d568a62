import { createContext } from 'react'

/** Whether the agent of the shown chat lets the user choose a model. */
export const ChoiceContext = createContext(false)
