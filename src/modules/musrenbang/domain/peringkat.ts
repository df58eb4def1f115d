/**
 * Put one into a list at a place, or take it out. The rest keeps its order, so ranks stay 1 to n without gaps.
 *
 * @param place 1 is first; 0 takes it out; beyond the end is the end
 */
export function placeAt(list: readonly string[], id: string, place: number): readonly string[] {
  const rest = list.filter((one) => one !== id)
  if (place <= 0) return rest
  const at = Math.min(place, rest.length + 1) - 1
  return [...rest.slice(0, at), id, ...rest.slice(at)]
}

/** One step up or down; at the end of the list nothing moves. */
export function stepOf(
  list: readonly string[],
  id: string,
  arah: 'naik' | 'turun',
): readonly string[] {
  const at = list.indexOf(id)
  if (at < 0) return list
  const place = arah === 'naik' ? at : at + 2
  return place < 1 ? list : placeAt(list, id, place)
}
