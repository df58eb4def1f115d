/** An address that may stand in href: local paths, http(s), mailto and tel; anything else leads nowhere. */
export function safeHref(address: string): string {
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(address)) return address
  return /^[/#?](?![/\\])/.test(address) || address === '/' ? address : '#'
}
