/* A pin to move on the page of a place. Without it the two numbers below say the same. */
(() => {
  "use strict";
  const section = document.querySelector("[data-pin]");
  if (!section || !window.L) return;
  const L = window.L;
  const frame = section.querySelector("[data-pin-frame]");
  const canvas = section.querySelector("[data-pin-canvas]");
  const state = section.querySelector("[data-pin-state]");
  const back = section.querySelector("[data-pin-back]");
  const inputs = [document.getElementById("id_latitude"), document.getElementById("id_longitude")];
  const STEP = 8;
  const MOVES = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };
  const PIN = '<svg viewBox="0 0 28 38" width="28" height="38" aria-hidden="true" focusable="false"><path d="M14 1C6.8 1 1 6.8 1 14c0 9.3 13 23 13 23s13-13.7 13-23C27 6.8 21.2 1 14 1z"/><circle cx="14" cy="14" r="5"/></svg>';

  const number = (text) => (text.trim() === "" ? NaN : Number(text));
  const point = ([latitude, longitude]) => (Number.isFinite(latitude) && Number.isFinite(longitude) ? L.latLng(latitude, longitude) : null);
  const middle = point([number(section.dataset.latitude), number(section.dataset.longitude)]);
  const chosen = () => point(inputs.map((input) => number(input.value)));

  /* Without a background, the names of towns say where one is: the best known first, as many as don't touch. */
  const drawTowns = (map, towns) => {
    const names = L.layerGroup().addTo(map);
    const draw = () => {
      const taken = [];
      names.clearLayers();
      for (const { geometry, properties } of towns) {
        const position = L.latLng(geometry.coordinates[1], geometry.coordinates[0]);
        const { x, y } = map.project(position, map.getZoom());
        const width = properties.name.length * 7.5 + 8;
        if (taken.some((box) => Math.abs(box.x - x) < (box.width + width) / 2 && Math.abs(box.y - y) < 20)) continue;
        taken.push({ x, y, width });
        const name = document.createElement("span");
        name.textContent = properties.name;
        L.marker(position, { icon: L.divIcon({ html: name, className: "lo-map__town", iconSize: [0, 0] }), interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(names);
      }
    };
    map.on("zoomend", draw);
    draw();
  };

  const start = (area) => {
    frame.hidden = false;
    const map = L.map(canvas, { animate: false, zoomAnimation: false, fadeAnimation: false, inertia: false, scrollWheelZoom: false, maxZoom: 18, minZoom: 6, keyboard: false });
    map.attributionControl.setPrefix(false);
    L.control.scale({ metric: false }).addTo(map);
    if (section.dataset.tiles) L.tileLayer(section.dataset.tiles, { attribution: section.dataset.attribution, maxZoom: 18, referrerPolicy: "origin" }).addTo(map);
    const council = area?.features.find((feature) => feature.properties.kind === "council");
    const outline = council && L.geoJSON(council, { style: { className: "lo-map__outline" }, interactive: false, attribution: area.attribution }).addTo(map);
    const first = chosen() || middle;
    if (first) map.setView(first, section.dataset.tiles ? 16 : 12);
    else if (outline) map.fitBounds(outline.getBounds());
    else return frame.remove();
    if (middle) L.circleMarker(middle, { radius: 5, className: "lo-map__area", interactive: false }).addTo(map);

    if (!section.dataset.tiles && area) drawTowns(map, area.features.filter((feature) => feature.properties.kind === "town"));

    const icon = L.divIcon({ html: PIN, className: "lo-map__mark lo-map__pin", iconSize: [28, 38], iconAnchor: [14, 37] });
    const marker = L.marker(first || map.getCenter(), { icon, draggable: true, autoPan: true });
    const say = () => {
      const own = chosen();
      back.hidden = !own || !middle;
      state.textContent = own ? "You have put the pin somewhere yourself. Save the place to keep it." : middle ? "The pin is in the middle of the postcode." : "There is no pin. Press on the map to put one there.";
    };
    const choose = (position) => {
      marker.setLatLng(position).addTo(map);
      inputs[0].value = position.lat.toFixed(5);
      inputs[1].value = position.lng.toFixed(5);
      say();
    };
    if (first) marker.addTo(map);
    marker.on("add", () => marker.getElement().setAttribute("aria-label", "Pin of this place. Move it with the arrow keys."));
    if (first) marker.getElement().setAttribute("aria-label", "Pin of this place. Move it with the arrow keys.");
    marker.on("dragend", () => choose(marker.getLatLng()));
    marker.on("keydown", ({ originalEvent: event }) => {
      const move = MOVES[event.key];
      if (!move) return;
      event.preventDefault();
      const moved = map.latLngToContainerPoint(marker.getLatLng()).add(move);
      choose(map.containerPointToLatLng(moved));
      map.panInside(marker.getLatLng(), { padding: [40, 40] });
    });
    map.on("click", ({ latlng }) => choose(latlng));
    back.addEventListener("click", () => {
      for (const input of inputs) input.value = "";
      marker.setLatLng(middle);
      map.panTo(middle);
      say();
      marker.getElement().focus();
    });
    for (const input of inputs) input.addEventListener("change", () => {
      const own = chosen();
      if (own) marker.setLatLng(own).addTo(map);
      if (own) map.panTo(own);
      say();
    });
    say();
  };

  fetch(section.dataset.outline, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null)
    .then(start);
})();
