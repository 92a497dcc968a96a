// The parts of a page that a script needs. One that is missing is a fault of the template, and is reported as one.
(() => {
  "use strict";

  /**
   * @template {Element} T
   * @param {ParentNode} root
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  function find(root, selector, type) {
    const element = root.querySelector(selector);
    if (!(element instanceof type)) throw new Error(`the template of this page has no ${selector}`);
    return element;
  }

  /**
   * @template {Element} T
   * @param {ParentNode} root
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T[]}
   */
  function findAll(root, selector, type) {
    return [...root.querySelectorAll(selector)].filter(
      /** @returns {element is T} */ (element) => element instanceof type,
    );
  }

  /**
   * Makes an element with a text in it.
   * @template {keyof HTMLElementTagNameMap} N
   * @param {N} name
   * @param {string} [text]
   */
  function make(name, text = "") {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  }

  studyguide.pageParts = { find, findAll, make };
})();
