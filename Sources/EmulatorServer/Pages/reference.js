// Searches the calls while somebody types. `/` focuses the field, and Escape empties it.

import './copy.js';

const field = document.getElementById('search');
const none = document.getElementById('none');

/** Each call and schema with the words that find it, and with its entry in the contents. */
const entries = [...document.querySelectorAll('article')].map(article => ({
    article,
    entry: document.querySelector(`.contents a[href="#${CSS.escape(article.id)}"]`)?.parentElement,
    words: [...article.querySelectorAll(':scope > :is(h3, p), dt code')].map(part => part.textContent).join(' ').toLowerCase(),
}));

const groups = [...document.querySelectorAll('.group')].map(group => ({
    group,
    entry: document.querySelector(`.contents a[href="#${CSS.escape(group.getAttribute('aria-labelledby'))}"]`)?.parentElement,
}));

function search() {
    const wanted = field.value.toLowerCase().split(/\s+/);
    for (const { article, entry, words } of entries) {
        article.hidden = !wanted.every(word => words.includes(word));
        if (entry) entry.hidden = article.hidden;
    }
    for (const { group, entry } of groups) {
        group.hidden = !group.querySelector('article:not([hidden])');
        if (entry) entry.hidden = group.hidden;
    }
    none.hidden = entries.some(({ article }) => !article.hidden);
}

/** Shows all calls again if the hash names one that the search has hidden. */
function showTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest('[hidden]')) return;
    field.value = '';
    search();
    target.scrollIntoView();
}

field.closest('[hidden]').hidden = false;
field.addEventListener('input', search);
addEventListener('hashchange', showTarget);
addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && event.target !== field) {
        event.preventDefault();
        field.focus();
    } else if (event.key === 'Escape' && event.target === field) {
        field.value = '';
        search();
    }
});
