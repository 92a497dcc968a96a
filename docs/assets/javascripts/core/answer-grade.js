// What an answer counts as: the grade that follows from its key points. A pure function, on pages that have no planner.
(() => {
  "use strict";
  globalThis.studyguide ??= /** @type {StudyGuide} */ ({});

  /**
   * Under half of the points is a miss, two or more missing is hard, all of them from someone who was sure is easy.
   * @param {number} hit
   * @param {number} of
   * @param {number} sure
   */
  function gradeOf(hit, of, sure) {
    if (hit < of / 2) return 1;
    if (of - hit >= 2) return 2;
    return hit === of && sure === 2 ? 4 : 3;
  }

  studyguide.answerGrade = { gradeOf };
})();
