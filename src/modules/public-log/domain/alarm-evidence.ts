/** Words of an alarm with the signed checkpoint in them that proves it, and the way back to the checkpoint. */

/** @param shown the signed note that a witness holds against us, if it shows it */
export const wordEvidence = (shown: string | undefined): string =>
  shown === undefined
    ? 'Saksi tidak memperlihatkannya.'
    : `Saksi memperlihatkannya, bertanda tangan log ini:\n${shown}`

/** @returns the signed note in the words of an alarm; nobody has checked it */
export function evidenceIn(rincian: string): string | undefined {
  const at = rincian.indexOf('\n')
  return at < 0 ? undefined : rincian.slice(at + 1)
}
