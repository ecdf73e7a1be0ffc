/** Everything listed between two events, both of them with it; the list has them newest first or last. */
export function stretchOf<Event>(listed: readonly Event[], ends: readonly Event[]): readonly Event[] {
  const places = ends.map((one) => listed.indexOf(one));
  if (places.includes(-1)) return [];
  return listed.slice(Math.min(...places), Math.max(...places) + 1);
}
