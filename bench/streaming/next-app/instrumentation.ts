/** Nothing: without a file of its own, Next takes Lumos' from above and starts all of Lumos beside the routes. */
export function register() {}
