/**
 * Work that goes on until nothing is left: one run at a time, and another after a while when it says so,
 * also after a run that broke.
 *
 * @param work answers whether to come back
 */
export function keepSending(work: () => Promise<boolean>, retryMs: number): () => Promise<void> {
  let isSending = false
  const send = async (): Promise<void> => {
    if (isSending) return
    isSending = true
    try {
      if (await work()) setTimeout(() => void send(), retryMs)
    } finally {
      isSending = false
    }
  }
  return send
}
