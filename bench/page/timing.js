// Times pieces of work against each other in one page. The clock steps 100 µs and the machine's speed wanders, so each
// is timed in loops of at least 50 ms, and all of them in turn.

const LOOP = 50;

/** Milliseconds of `times` calls of a work, which may give promises. Each call gets the answer that its work does not
 * have: one that is there already would change nothing. */
async function loop(one, times) {
  const start = performance.now();
  for (let nth = 0; nth < times; nth += 1) {
    one.turn += 1;
    const done = one.work(one.turn & 1);
    if (done) await done;
  }
  return performance.now() - start;
}

/** How often a work must be called to fill a loop. */
async function calls(one) {
  let times = 1;
  for (;;) {
    const took = await loop(one, times);
    if (took >= LOOP) return times;
    times = Math.ceil(times * Math.min(10, (LOOP * 1.2) / Math.max(took, 1)));
  }
}

const middle = (all) => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)];

/** Microseconds of one call of each work: the least, the median, and the loops' length. */
export async function timed(works, rounds = 9) {
  const own = [];
  for (const [name, work] of Object.entries(works)) {
    // The second of the two answers was the last one when results were compared.
    const one = { name, work, turn: 1, all: [] };
    // Twice: the first time also warms the compiler up.
    await calls(one);
    one.times = await calls(one);
    own.push(one);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const one of own) {
      // What takes half a second needs no more to be told apart.
      if (one.all.length >= 3 && middle(one.all) > 5e5) continue;
      one.all.push((await loop(one, one.times)) * 1000 / one.times);
    }
  }
  return Object.fromEntries(own.map(({ name, all, times }) => [name, { least: Math.min(...all), median: middle(all), all, calls: times }]));
}
