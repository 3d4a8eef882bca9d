// Lets the buttons of a page copy the text of the element that they name.

const status = document.getElementById("status");

// How long a button says that it has copied, in milliseconds.
const readingTime = 2000;

function select(element) {
    getSelection().selectAllChildren(element);
}

async function copy(button) {
    const source = document.getElementById(button.dataset.copies);
    try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = "Copied";
    } catch {
        // Browsers offer the clipboard only to https and to this machine.
        select(source);
        button.textContent = "Selected";
    }
    status.textContent = button.textContent;
    setTimeout(() => {
        button.textContent = "Copy";
        status.textContent = "";
    }, readingTime);
}

for (const button of document.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
}
