/** Shares a whole number out by weights, without a remainder. */

/** Largest remainder: the shares' whole parts, then one more to the largest rests, the earlier of equal ones first. */
export function seats<K>(weights: ReadonlyMap<K, number>, total: number): Map<K, number> {
  const even = [...weights.values()].every((weight) => weight === 0);
  const used = even ? new Map([...weights.keys()].map((name) => [name, 1] as const)) : weights;
  let whole = 0;
  for (const weight of used.values()) whole += weight;
  const shares = [...used].map(([name, weight]) => ({ name, share: (total * weight) / whole }));
  const given = new Map(shares.map(({ name, share }) => [name, Math.trunc(share)]));
  const taken = [...given.values()].reduce((sum, count) => sum + count, 0);
  const rest = ({ name, share }: { name: K; share: number }) => given.get(name)! - share;
  const byRest = shares.toSorted((a, b) => rest(a) - rest(b));
  for (const { name } of byRest.slice(0, total - taken)) given.set(name, given.get(name)! + 1);
  return given;
}

/** The same where none can take more than its room; without room for all, the shares that say what is lacking. */
export function seatsUpTo<K>(
  weights: ReadonlyMap<K, number>,
  room: ReadonlyMap<K, number>,
  total: number,
): Map<K, number> {
  const roomFor = (name: K) => room.get(name) ?? 0;
  const inAll = [...weights.keys()].reduce((sum, name) => sum + roomFor(name), 0);
  if (weights.size === 0 || inAll < total) return seats(weights, total);
  const given = new Map([...weights.keys()].map((name) => [name, 0]));
  for (let left = total; left > 0; left = total - [...given.values()].reduce((a, b) => a + b, 0)) {
    const open = new Map([...weights].filter(([name]) => given.get(name)! < roomFor(name)));
    for (const [name, more] of seats(open, left))
      given.set(name, Math.min(roomFor(name), given.get(name)! + more));
  }
  return given;
}
