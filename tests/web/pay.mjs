// The least pay of an apprentice by the public rules of the Urssaf (modele-social), for a grid of
// days, years of contract and ages: a line of JSON each.
import Engine from "publicodes";
import rules from "modele-social";

const quiet = { log() {}, warn() {}, error() {} };
const engine = new Engine(rules, { logger: quiet });
const ages = ["moins de 18", "de 18 à 20", "de 21 à 25", "plus de 25"];
// contracts signed since March 2025; days on both sides of each change of the SMIC
const hired = ["01/03/2025", "01/09/2025", "15/01/2026", "01/06/2026", "01/09/2026"];
const days = [
  "01/03/2025", "31/12/2025", "02/01/2026", "31/05/2026", "01/06/2026", "01/09/2026", "24/11/2026",
  "01/12/2027", "15/03/2028",
];
const time = (text) => Date.parse(text.split("/").reverse().join("-"));

for (const start of hired) {
  for (const day of days) {
    if (time(day) < time(start)) continue;
    for (const [band, age] of ages.entries()) {
      const situation = {
        date: day,
        "salarié . contrat": "'apprentissage'",
        "salarié . contrat . date d'embauche": start,
        "salarié . contrat . apprentissage . âge": `'${age}'`,
      };
      engine.setSituation(situation);
      const least = engine.evaluate("salarié . contrat . apprentissage . rémunération minimale").nodeValue;
      const months = engine.evaluate("salarié . contrat . apprentissage . ancienneté").nodeValue;
      engine.setSituation({ ...situation, "salarié . contrat . salaire brut": `${least} €/mois` });
      const net = engine.evaluate("salarié . rémunération . net . à payer avant impôt").nodeValue;
      const year = Math.min(3, Math.floor(months) + 1);
      console.log(JSON.stringify({ day: day.split("/").reverse().join("-"), band, year, gross: least, net }));
    }
  }
}
