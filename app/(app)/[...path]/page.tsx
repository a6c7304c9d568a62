import { notFound } from 'next/navigation'

/** Addresses that lead nowhere are told so within the frame of the pages. */
export default function UnknownPage() {
  notFound()
}
