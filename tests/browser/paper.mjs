// Pages as they come out of a printer: which of them people print, and how many sheets each may take.

/** Pages that people print, and the most pages that each may have: A4, but for booklets, which are A5. */
export const papers = [
  { path: "/urgent", most: 2 },
  { path: "/search?near=DY10+3ED&need=infant-feeding&age=0.5", most: 2 },
  { path: "/search?q=my+teenager+wont+go+to+school&near=B98+7RY", most: 3 },
  { path: "/professionals?age=2%2C9%2C14&near=B98+7RY", most: 2 },
  { path: "/professionals?age=2%2C9%2C14&near=B98+7RY&q=sleep%2C+school+attendance%2C+debt", most: 2 },
  { path: "/shortlist?ids=wands-family-hub,wmwa-refuge,samaritans", most: 1 },
  { path: "/services/wands-family-hub", most: 2 },
  { path: "/needs/sleep?near=WR9+8AA", most: 3 },
  { path: "/needs/domestic-abuse", most: 3 },
  { path: "/hubs", most: 2 },
  { path: "/young-people", most: 5 },
  { path: "/booklet/redditch", most: 11 },
  { path: "/booklet", most: 22 },
];

/** The open page as Chromium prints it: the file, and how many pages it has. */
export async function printed(page) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return { pdf, pages: pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length };
}
