// Everything works without this: it spares a reload, a reach for the mouse, a dialog.
"use strict";

// Files that are dropped on the field are the field's own.
for (const zone of document.querySelectorAll(".drop")) {
  const input = zone.querySelector("input[type=file]");
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("over", on); };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

// A job's page is asked for again until it has ended; what is new of it takes the place of what stood there.
const job = document.querySelector("[data-job]");
if (job && job.dataset.job === "on") {
  const again = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-job]");
      if (fresh) {
        job.replaceChildren(...fresh.childNodes);
        if (fresh.dataset.job !== "on") { return; }
      }
    } catch { /* the server was stopped: it is asked again, for it may be started again */ }
    setTimeout(again, 1000);
  };
  setTimeout(again, 1000);
}

// One key, one decision: a button's key stands on it. Not where something is being written.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) { return; }
  const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button) { event.preventDefault(); button.click(); }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Who writes a source's name means that source.
for (const input of document.querySelectorAll("[data-chooses]")) {
  input.addEventListener("input", () => {
    input.form.querySelector(`input[type=radio][value="${input.dataset.chooses}"]`).checked = true;
  });
}

// All pieces of the statement that the address leads to are marked; without this only the one before its number is.
const atHash = () => {
  const mark = /^#s(\d+)$/.exec(location.hash);
  for (const piece of document.querySelectorAll(".reading .s")) {
    piece.classList.toggle("here", Boolean(mark) && piece.dataset.mark === mark[1]);
  }
};
window.addEventListener("hashchange", atHash);
atHash();

// Words that are marked in the article's text are taken into a field for words of the article.
const reading = document.querySelector(".reading");
let marked = "";
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  const line = (node) => node && (node.closest ? node : node.parentElement).closest(".line > p");
  if (reading && !chosen.isCollapsed && line(chosen.anchorNode) && line(chosen.anchorNode) === line(chosen.focusNode)) {
    marked = chosen.toString().replace(/\s+/g, " ").trim();
  }
});
for (const field of document.querySelectorAll("[data-takes]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "small takes";
  button.textContent = field.dataset.takes;
  button.addEventListener("click", () => { if (marked) { field.value = marked; field.focus(); } });
  field.after(button);
}
