// What the other parts build with: words, elements, the clipboard. WORDS and LANGUAGE stand before this part (client/mod.rs).

/** Where the preview's own files are: no address of a site begins so. */
const HOME = "/~sihao/";

/** A word of the program's, its values filled in. */
function word(key, values) {
  return (WORDS[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
}

/** An element with attributes and what is in it: text or elements; what is empty is left out. */
function make(tag, attributes, ...inside) {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes || {})) element.setAttribute(name, attributes[name]);
  for (const part of inside) if (part) element.appendChild(typeof part === "string" ? document.createTextNode(part) : part);
  return element;
}

function button(text, attributes, press) {
  const made = make("button", Object.assign({ type: "button" }, attributes), text);
  if (press) made.addEventListener("click", press);
  return made;
}

/** Fills an element anew. */
function fill(element, ...inside) {
  element.textContent = "";
  for (const part of inside) if (part) element.appendChild(part);
}

/** Copies a text, and says on the button that was pressed how that went. */
function copy(text, pressed) {
  const was = pressed.getAttribute("data-text") || pressed.textContent;
  pressed.setAttribute("data-text", was);
  const say = (result) => () => {
    pressed.textContent = result;
    setTimeout(() => (pressed.textContent = was), 1500);
  };
  const written = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
  written.catch(() => copyByHand(text, pressed)).then(say(word("copied")), say(word("not-copied")));
}

/** The old way, for where a page has no clipboard: another host than this machine's, or an old browser. */
function copyByHand(text, pressed) {
  const area = make("textarea", { class: "sihao-away", readonly: "" });
  area.value = text;
  // Beside the button, so that an open overlay doesn't take the focus back before the copy is made.
  pressed.parentNode.appendChild(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch (error) {
    // Told on the button.
  }
  area.remove();
  pressed.focus();
  return done ? Promise.resolve() : Promise.reject();
}

/** Something kept for this tab; a browser may refuse. */
const kept = {
  read: function (key) {
    try {
      return sessionStorage.getItem("sihao-preview:" + key) || "";
    } catch (error) {
      return "";
    }
  },
  write: function (key, value) {
    try {
      sessionStorage.setItem("sihao-preview:" + key, value);
    } catch (error) {
      // Then it is forgotten.
    }
  },
};
