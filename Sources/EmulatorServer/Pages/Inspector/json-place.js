// Finds the places of JSON pointers in a text, so that an error can be shown where it is.

/** A mistake in the syntax of JSON, with its place. */
export class JSONTextError extends Error {
    constructor(message, offset) {
        super(message);
        this.offset = offset;
    }
}

/**
 * Parses JSON. Returns its value and `rangeOf(pointer)`: the range of the member's name, of the item, or of the closest
 * parent that exists. Throws JSONTextError.
 */
export function parsePlaces(text) {
    const ranges = new Map();
    let position = 0;
    const value = readValue('');
    skipSpace();
    if (position < text.length) fail('unexpected text after the end of the value');
    return { value, rangeOf: pointer => closest(ranges, pointer) };

    function readValue(pointer) {
        skipSpace();
        const start = position;
        const character = text[position];
        let result;
        if (character === '{') result = readObject(pointer);
        else if (character === '[') result = readArray(pointer);
        else if (character === '"') result = readString();
        else result = readWord();
        if (!ranges.has(pointer)) ranges.set(pointer, { start, end: position });
        return result;
    }

    function readObject(pointer) {
        const object = {};
        position += 1;
        skipSpace();
        if (take('}')) return object;
        while (true) {
            skipSpace();
            if (text[position] !== '"') fail('expected a name in double quotes');
            const start = position;
            const name = readString();
            const member = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
            ranges.set(member, { start, end: position });
            skipSpace();
            if (!take(':')) fail('expected `:` after the name');
            Object.defineProperty(object, name, { value: readValue(member), enumerable: true, configurable: true, writable: true });
            skipSpace();
            if (take('}')) return object;
            if (!take(',')) fail('expected `,` or `}`');
        }
    }

    function readArray(pointer) {
        const array = [];
        position += 1;
        skipSpace();
        if (take(']')) return array;
        while (true) {
            array.push(readValue(`${pointer}/${array.length}`));
            skipSpace();
            if (take(']')) return array;
            if (!take(',')) fail('expected `,` or `]`');
        }
    }

    function readString() {
        const match = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
        return JSON.parse(readMatch(match, 'a string is not closed or has an invalid character'));
    }

    function readWord() {
        const match = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b/y;
        return JSON.parse(readMatch(match, position < text.length ? 'expected a value' : 'the text ends too early'));
    }

    function readMatch(pattern, message) {
        pattern.lastIndex = position;
        const [found] = pattern.exec(text) ?? [];
        if (found === undefined) fail(message);
        position += found.length;
        return found;
    }

    function skipSpace() {
        while (position < text.length && ' \t\n\r'.includes(text[position])) position += 1;
    }

    function take(character) {
        if (text[position] !== character) return false;
        position += 1;
        return true;
    }

    function fail(message) {
        throw new JSONTextError(message, position);
    }
}

function closest(ranges, pointer) {
    let place = pointer;
    while (!ranges.has(place)) place = place.slice(0, Math.max(0, place.lastIndexOf('/')));
    return ranges.get(place);
}

/** The line and the column, both from 1, of an offset in a text. */
export function placeOf(text, offset) {
    const before = text.slice(0, offset);
    return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** The offset of a line and a column, both from 1. */
export function offsetOf(text, { line, column }) {
    const lines = text.split('\n');
    const before = lines.slice(0, line - 1).reduce((sum, item) => sum + item.length + 1, 0);
    return Math.min(text.length, before + column - 1);
}
