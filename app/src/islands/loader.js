if (!(navigator.connection && navigator.connection.saveData)) {
  const start = async () => {
    const islands = await import(ISLANDS_JS);
    await islands.default({ module_or_path: ISLANDS_WASM });
    islands.hydrate();
    for (const island of document.querySelectorAll("leptos-island")) {
      const begin = islands[island.dataset.component];
      if (begin) begin(island);
    }
  };
  (window.requestIdleCallback || setTimeout)(start);
}
