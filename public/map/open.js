// The button of each map on the page: shows it, since there is script, and opens the interactive map
// when it is pressed. Nothing of it is loaded before. An address that holds a `view` is one
// where the map was open; there the first map opens by itself, so that Back and reload bring it back.
for (const [at, figure] of document.querySelectorAll("figure.map[data-driver]").entries()) {
  const button = figure.querySelector(".map-open button");
  const said = figure.querySelector(".map-open [role=status]");
  const open = async (pressed) => {
    if (button.disabled) return;
    button.disabled = true;
    said.textContent = "Opening the map";
    try {
      const driver = await import(figure.dataset.driver);
      await driver.open(figure, pressed);
      said.textContent = "";
    } catch (error) {
      said.textContent = "The map could not be opened. The picture here shows the same places.";
      console.warn(error);
    }
    button.disabled = false;
  };
  button.addEventListener("click", () => open(true));
  button.hidden = false;
  if (at === 0 && new URLSearchParams(location.search).has("view")) open(false);
}
