// How hard the site's own sentences are to read, page by page: the Flesch-Kincaid grade, where 4 is
// about nine years old and 6 about eleven. Names, addresses, numbers and the records' own texts are
// left out, since they are not ours to make plainer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";
import { launch, desk, table, visit } from "./site.mjs";

/** The hardest that a page of ours may be, and the hardest that all needs together may be. */
const PAGE = 5;
const NEEDS = 3;

const needs = table("needs.csv").map(({ slug }) => `/needs/${slug}`);
const paths = ["/", "/needs", "/young-people", "/urgent", "/hubs", "/glossary", "/about", "/privacy", "/accessibility", "/add-a-service", "/contact"];

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** The sentences of the main part, without what comes from records. */
function ownSentences() {
  const records = ".card, .card-name, .line, .lines, .smaller-lines, .phone, .reach, .club-list, .team-list, .pill, .covers-words, .source, .sources, .hidden, select, svg, form, dt, .beside, .need-groups";
  const main = document.querySelector("main").cloneNode(true);
  main.querySelectorAll(records).forEach((element) => element.remove());
  return [...main.querySelectorAll("p, li, dd > p, h1, h2, h3")]
    .filter((element) => !element.querySelector("p, li, ul"))
    .map((element) => element.textContent.replace(/\s+/g, " ").trim())
    .filter((text) => /[.?!:]”?$/.test(text));
}

function grade(texts) {
  const sentences = texts
    .flatMap((text) => text.split(/(?<=[.?!:]”?)\s+/))
    // "ring 01905 520032" reads as one word.
    .map((text) => text.replace(/\b[\d\s]{3,}\b/g, " it ").match(/[A-Za-z][A-Za-z'’-]*/g) ?? [])
    .filter((words) => words.length > 1);
  const words = sentences.flat();
  return {
    sentences: sentences.length,
    words: words.length,
    grade: fleschKincaid({
      sentence: sentences.length,
      word: words.length,
      syllable: words.reduce((sum, word) => sum + syllable(word), 0),
    }),
  };
}

const told = (path, { grade, sentences, words }) =>
  console.log(`${grade.toFixed(1).padStart(5)}  ${path} (${sentences} sentences, ${words} words)`);

test("each page of our own words is plain enough", (t) =>
  visit(browser, { size: desk, script: "cut" }, async (visitor) => {
    for (const path of paths) {
      await t.test(path, async () => {
        await visitor.open(path);
        const found = grade(await visitor.page.evaluate(ownSentences));
        told(path, found);
        assert.ok(found.words > 20, "there is something to read");
        assert.ok(found.grade <= PAGE, `grade ${found.grade.toFixed(1)} is above ${PAGE}`);
      });
    }
  }));

test("every need is plain enough, and all together are for a reader of nine", () =>
  visit(browser, { size: desk, script: "cut" }, async (visitor) => {
    const all = [];
    const hard = [];
    for (const path of needs) {
      await visitor.open(path);
      const texts = await visitor.page.evaluate(ownSentences);
      const found = grade(texts);
      told(path, found);
      if (found.grade > PAGE) hard.push(`${path}: ${found.grade.toFixed(1)}`);
      all.push(...texts);
    }
    const found = grade(all);
    told("all needs", found);
    assert.deepEqual(hard, []);
    assert.ok(found.grade <= NEEDS, `grade ${found.grade.toFixed(1)} is above ${NEEDS}`);
  }));

test("the measure tells a hard sentence from an easy one", () => {
  const easy = grade(["You can ask for help. We listen to you."]).grade;
  const hard = grade(["Multi-agency practitioners undertake holistic assessments to facilitate appropriate interventions."]).grade;
  assert.ok(easy < 3 && hard > 15, `${easy} and ${hard}`);
});
