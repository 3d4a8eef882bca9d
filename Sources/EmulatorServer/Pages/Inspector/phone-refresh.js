// Fetches something again after changes, but not more often than is useful.

/** The shortest time between two fetches, in milliseconds. What takes long is fetched less often. */
const pause = 200;

/**
 * Runs `load()` when it is asked to: at once with `now()`, or soon with `soon()`, and never twice at a time. What was
 * asked for meanwhile is done once afterwards. `onError` gets its errors.
 */
export function refresher(load, onError) {
    let timer = null;
    let isBusy = false;
    let isStale = false;
    let isClosed = false;
    let rest = pause;

    async function run() {
        timer = null;
        isBusy = true;
        isStale = false;
        const start = performance.now();
        try {
            await load();
        } catch (error) {
            if (!isClosed) onError(error);
        }
        rest = Math.max(pause, 3 * (performance.now() - start));
        isBusy = false;
        if (isStale) ask(rest);
    }

    function ask(delay) {
        isStale = true;
        if (isClosed || isBusy || (timer !== null && delay > 0)) return;
        clearTimeout(timer);
        timer = setTimeout(run, delay);
    }

    return {
        now: () => ask(0),
        soon: () => ask(rest),
        close: () => { isClosed = true; clearTimeout(timer); },
    };
}
