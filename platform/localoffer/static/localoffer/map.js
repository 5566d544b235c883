/* The map above the list of results: the places of everything the search finds, near ones in clusters. */
(() => {
  "use strict";
  const section = document.querySelector("[data-map]");
  if (!section || !window.L) return;
  const L = window.L;
  const frame = section.querySelector("[data-map-canvas]");
  const canvas = frame.querySelector("[role=region]");
  const note = section.querySelector("[data-map-note]");
  const CLUSTER_PIXELS = 60;
  const CLOSEST_ZOOM = section.dataset.tiles ? 17 : 15;
  const FITTED = 20;
  const SECTOR_METRES = 900;
  const METRES_PER_MILE = 1609.344;
  const PIN = '<svg viewBox="0 0 28 38" width="28" height="38" aria-hidden="true" focusable="false"><path d="M14 1C6.8 1 1 6.8 1 14c0 9.3 13 23 13 23s13-13.7 13-23C27 6.8 21.2 1 14 1z"/><circle cx="14" cy="14" r="5"/></svg>';

  const element = (tag, text, className = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = className;
    return made;
  };
  const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;
  const load = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };
  const latLng = (feature) => L.latLng(feature.geometry.coordinates[1], feature.geometry.coordinates[0]);

  /* One entry of a popup: the service as a link, then where it is. */
  const entry = ({ name, url, place, near, out_of_area: outside, distance }) => {
    const item = document.createElement("li");
    const link = element("a", name, "lo-link");
    link.href = url;
    const where = [near ? `Near here: ${place}` : place, distance && `${distance} away`, outside && "outside this council’s area"];
    item.append(link, element("span", where.filter(Boolean).join(", ")));
    return item;
  };
  const popupOf = (features) => {
    const list = element("ul", "", "lo-map__list");
    list.append(...features.map((feature) => entry(feature.properties)));
    return list;
  };

  const icon = (html, className, size, anchor) => L.divIcon({ html, className: `lo-map__mark ${className}`, iconSize: size, iconAnchor: anchor, popupAnchor: [0, -size[1] / 2] });
  const named = (marker, words) => marker.on("add", () => marker.getElement().setAttribute("aria-label", words));

  /* Marks are buttons: Leaflet tells of clicks, and of Enter only for popups. */
  const pressed = (marker, act) => {
    marker.on("click", act);
    marker.on("keydown", ({ originalEvent: event }) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act();
    });
  };

  const popup = (marker, features) => {
    const narrow = canvas.clientWidth < 400;
    marker.bindPopup(popupOf(features), { maxHeight: 200, minWidth: 150, maxWidth: narrow ? canvas.clientWidth - 120 : 300, autoPanPaddingTopLeft: [56, 8], autoPanPaddingBottomRight: [8, 8] });
    marker.off("click keypress");
    pressed(marker, () => marker.openPopup());
    marker.on("popupopen", ({ popup: opened }) => opened.getElement().querySelector("a").focus({ preventScroll: true }));
    marker.on("popupclose", () => marker.getElement()?.focus({ preventScroll: true }));
  };

  /* One service at one place. A hidden address is an area: the middle of its postcode sector. */
  const single = (feature, layer) => {
    const { name, place, near } = feature.properties;
    if (near) L.circle(latLng(feature), { radius: SECTOR_METRES, className: "lo-map__area", interactive: false }).addTo(layer);
    const marker = L.marker(latLng(feature), { icon: near ? icon("", "lo-map__near", [24, 24], [12, 12]) : icon(PIN, "lo-map__pin", [28, 38], [14, 37]) });
    popup(marker, [feature]);
    named(marker, `${name}, ${near ? "near here: " : ""}${place}`).addTo(layer);
  };

  /* Several near each other: opens the map up around them, or lists them when they can't be told apart. */
  const several = (map, features, position, layer) => {
    const bounds = L.latLngBounds(features.map(latLng));
    const marker = L.marker(position, { icon: icon(`<span>${features.length}</span>`, "lo-map__cluster", [38, 38], [19, 19]) });
    const apart = bounds.getNorthEast().distanceTo(bounds.getSouthWest()) > 15 && map.getZoom() < CLOSEST_ZOOM;
    const open = () => {
      map.fitBounds(bounds, { padding: [50, 50], maxZoom: CLOSEST_ZOOM });
      canvas.focus({ preventScroll: true });
    };
    if (apart) pressed(marker, open);
    else popup(marker, features);
    named(marker, `${features.length} places near each other. ${apart ? "Zoom in" : "Show them"}`).addTo(layer);
  };

  const clusters = (map, features) => {
    const groups = [];
    for (const feature of features) {
      const pixel = map.project(latLng(feature), map.getZoom());
      const group = groups.find((each) => each.pixel.distanceTo(pixel) < CLUSTER_PIXELS);
      if (group) group.features.push(feature);
      else groups.push({ pixel, features: [feature] });
    }
    return groups;
  };

  /* Gives where the marks are, in pixels, so that names keep clear of them. */
  const drawPlaces = (map, features, layer) => {
    layer.clearLayers();
    return clusters(map, features).map(({ pixel, features: group }) => {
      if (group.length === 1) single(group[0], layer);
      else several(map, group, map.unproject(pixel, map.getZoom()), layer);
      const pin = group.length === 1 && !group[0].properties.near;
      const { x, y } = pixel;
      return { x, y: pin ? y - 18 : y, width: 20, height: 21 };
    });
  };

  /* Names of towns, the best known first, as many as fit: on the town, else just below or above it. */
  const drawTowns = (map, towns, layer, taken) => {
    layer.clearLayers();
    for (const town of towns) {
      const { x, y } = map.project(latLng(town), map.getZoom());
      const width = town.properties.name.length * 3.7 + 4;
      const fits = (shift) => !taken.some((box) => Math.abs(box.x - x) < box.width + width && Math.abs(box.y - y - shift) < box.height + 9);
      const shift = [0, 14, -14, 28, -28].find(fits);
      if (shift === undefined) continue;
      taken.push({ x, y: y + shift, width, height: 9 });
      const options = { html: element("span", town.properties.name), className: "lo-map__town", iconSize: [0, 0], iconAnchor: [0, -shift] };
      L.marker(latLng(town), { icon: L.divIcon(options), interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(layer);
    }
  };

  const drawOrigin = (map, origin, radius) => {
    if (radius) L.circle([origin.latitude, origin.longitude], { radius: radius * METRES_PER_MILE, className: "lo-map__radius", interactive: false }).addTo(map);
    const rough = origin.precision !== "postcode";
    const marker = L.marker([origin.latitude, origin.longitude], { icon: icon("", "lo-map__home", [20, 20], [10, 10]), interactive: false, keyboard: false, zIndexOffset: 500 });
    marker.bindTooltip(element("span", rough ? `Middle of ${origin.label}` : origin.label), { permanent: true, direction: "bottom", offset: [0, 8], className: "lo-map__tip" }).addTo(map);
  };

  const boxOfOrigin = (map, origin) => {
    const { x, y } = map.project([origin.latitude, origin.longitude], map.getZoom());
    return { x, y: y + 12, width: 40, height: 24 };
  };

  /* What to look at first: the circle searched in, else the nearest, never somewhere far off that happens to be found. */
  const view = ({ origin, radius_miles: radius, features }, outline) => {
    const home = origin && L.latLng(origin.latitude, origin.longitude);
    if (home && radius) return home.toBounds(2 * radius * METRES_PER_MILE);
    const inside = features.filter((feature) => !feature.properties.out_of_area);
    const fitted = home ? features.slice(0, FITTED) : inside.length ? inside : features;
    const bounds = L.latLngBounds([...fitted.map(latLng), ...(home ? [home] : [])]);
    return home || !outline ? bounds : bounds.extend(outline);
  };

  const words = ({ total, shown, without_place: nowhere }) => {
    const sentences = ["The list below has every service."];
    if (shown < total) sentences.unshift(`The map has the first ${shown} of ${total} services.`);
    if (nowhere) sentences.push(`${plural(nowhere, "service has", "services have")} no place to go to, such as online help: see the list.`);
    return sentences.join(" ");
  };

  const start = ([found, area]) => {
    const towns = area.features.filter((feature) => feature.properties.kind === "town");
    const council = area.features.find((feature) => feature.properties.kind === "council");
    const map = L.map(canvas, { animate: false, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false, scrollWheelZoom: false, maxZoom: CLOSEST_ZOOM + 1, minZoom: 5, zoomSnap: section.dataset.tiles ? 1 : 0.25 });
    map.attributionControl.setPrefix(false);
    L.control.scale({ metric: false }).addTo(map);
    if (section.dataset.tiles) L.tileLayer(section.dataset.tiles, { attribution: section.dataset.attribution, maxZoom: 18, referrerPolicy: "origin" }).addTo(map);
    const outline = council && L.geoJSON(council, { style: { className: "lo-map__outline" }, interactive: false, attribution: area.attribution }).addTo(map);
    const bounds = view(found, outline?.getBounds());
    if (!bounds.isValid()) throw new Error("nothing to show");
    map.fitBounds(bounds, { padding: [36, 36], maxZoom: 14 });
    if (found.origin) drawOrigin(map, found.origin, found.radius_miles);
    const names = L.layerGroup().addTo(map);
    const places = L.layerGroup().addTo(map);
    const draw = () => {
      const taken = drawPlaces(map, found.features, places);
      if (found.origin) taken.push(boxOfOrigin(map, found.origin));
      if (!section.dataset.tiles) drawTowns(map, towns, names, taken);
    };
    canvas.addEventListener("keydown", ({ key }) => { if (key === "Escape") map.closePopup(); });
    map.on("zoomend", draw);
    draw();
    note.textContent = words(found);
  };

  frame.hidden = false;
  note.textContent = "Loading the map";
  Promise.all([load(section.dataset.points), load(section.dataset.outline)]).then(start).catch(() => {
    frame.remove();
    note.textContent = "The map could not be shown. The list below has every service.";
  });
})();
