/** Ticks, also while its page is hidden. */
const EVERY_MS = 5_000;

setInterval(() => postMessage('tick'), EVERY_MS);
