// The warm-up of the practice page: a few questions with options. Nothing of it is stored, and it never counts.
(() => {
  "use strict";
  const { find, make } = studyguide.pageParts;
  const { loadEntry, showFragment, urlOf } = studyguide.practiceData;

  const COUNT = 5;

  /**
   * Of all choice questions some others each day, so that each comes in turn.
   * @param {readonly PracticeQuestion[]} all
   * @param {number} day
   */
  function chooseForDay(all, day) {
    const first = (day * COUNT) % Math.max(1, all.length);
    return [...all.slice(first), ...all.slice(0, first)].slice(0, COUNT);
  }

  /**
   * @param {HTMLElement} root the element of practice.html.jinja
   * @param {PracticePageOptions} options
   * @param {readonly PracticeQuestion[]} all the questions that have a choice
   */
  function start(root, { index, now, announce, onEnd }, all) {
    const section = find(root, "[data-state=warm-up]", HTMLElement);
    const heading = find(section, "[data-choice-ask]", HTMLElement);
    const list = find(section, "[data-choice-options]", HTMLElement);
    const next = find(section, "[data-choice-next]", HTMLButtonElement);
    const full = find(section, "[data-choice-full]", HTMLAnchorElement);
    const result = find(section, "[data-choice-result]", HTMLElement);
    const questions = chooseForDay(all, studyguide.calendar.dayOf(now()));
    let number = 0;
    let right = 0;

    async function show() {
      const entry = await loadEntry(index, questions[number]).catch(() => undefined);
      const choice = entry?.choice;
      if (!choice) {
        onEnd(); // without network there is no warm-up
        return;
      }
      find(section, "[data-choice-where]", HTMLElement).textContent = `Warm-up ${number + 1} of ${questions.length}`;
      showFragment(heading, choice.ask);
      full.href = urlOf(entry.url);
      full.hidden = next.hidden = true;
      result.textContent = "";
      list.replaceChildren(...choice.options.map((option) => optionOf(option, choice)));
      announce("warm-up", `Warm-up ${number + 1}`, heading);
    }

    /** @param {ChoiceOption} option @param {ChoiceItem} choice */
    function optionOf(option, choice) {
      const [item, button] = [make("li"), make("button")];
      button.type = "button";
      button.className = "button";
      showFragment(button, option.text);
      button.addEventListener("click", () => take(option, choice, item));
      item.append(button);
      return item;
    }

    /**
     * Shows the reason of every option.
     * @param {ChoiceOption} taken
     * @param {ChoiceItem} choice
     * @param {HTMLElement} chosen
     */
    function take(taken, choice, chosen) {
      if (taken.right) right += 1;
      [...list.children].forEach((item, position) => {
        const option = choice.options[position];
        const text = make("p");
        showFragment(text, `${option.right ? "Right. " : "No. "}${option.why}`);
        find(item, "button", HTMLButtonElement).disabled = true;
        item.classList.toggle("chosen", item === chosen);
        item.append(text);
      });
      const isLast = number === questions.length - 1;
      result.textContent = taken.right ? "That is it." : "Not this one.";
      if (isLast) result.textContent += ` ${right} of ${questions.length}. A warm-up counts towards nothing.`;
      next.textContent = isLast ? "Back to the plan" : "Next";
      full.hidden = next.hidden = false;
      next.focus();
    }

    next.onclick = () => {
      number += 1;
      if (number < questions.length) show();
      else onEnd();
    };
    show();
  }

  studyguide.warmUp = { chooseForDay, start };
})();
