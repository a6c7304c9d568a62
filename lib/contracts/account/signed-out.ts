import { z } from 'zod'

/** Why a request has no user: the code of its 401. */
const signedOutReasons = ['signed-out', 'session-ended', 'banned'] as const
export const signedOutReasonSchema = z.enum(signedOutReasons)
export type SignedOutReason = z.infer<typeof signedOutReasonSchema>
