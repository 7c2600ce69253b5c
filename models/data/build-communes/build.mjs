// Builds ../communes.tsv.gz, ../departements.tsv and ../regions.tsv.
//
//   npm ci --ignore-scripts && npm run build
//
// Names, postal codes, populations and merged codes: @etalab/decoupage-administratif (INSEE, Licence
// Ouverte). Points: centre of the box in @etalab/fr-bounding-boxes (IGN, Licence Ouverte), with half
// its height and width in degrees, found by code, else by a merged code, else (arrondissements of
// Paris, Lyon, Marseille) the parent's box.
// The same packages always give the same bytes.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const read = path => JSON.parse(readFileSync(join(here, 'node_modules/@etalab', path), 'utf8'))

const boxes = new Map(read('fr-bounding-boxes/dist/communes.json').map(({ id, bbox }) => [id.split(':').pop(), bbox]))
const kept = new Set(['commune-actuelle', 'arrondissement-municipal'])
const communes = read('decoupage-administratif/data/communes.json')
  .filter(commune => kept.has(commune.type))
  .sort((a, b) => (a.code < b.code ? -1 : 1))
const byCode = new Map(communes.map(commune => [commune.code, commune]))

const parentOf = code => {
  if (code.startsWith('75') && code !== '75056') return '75056'
  if (code.startsWith('6938')) return '69123'
  if (code.startsWith('132')) return '13055'
  return undefined
}
const round = value => String(Math.round(value * 10000) / 10000)
function box (commune) {
  const codes = [commune.code, ...(commune.anciensCodes ?? [])]
  if (commune.type === 'arrondissement-municipal') codes.push(parentOf(commune.code))
  const found = codes.map(code => boxes.get(code)).find(Boolean)
  if (!found) return ['', '', '', '']
  const [west, south, east, north] = found
  return [(south + north) / 2, (west + east) / 2, (north - south) / 2, (east - west) / 2].map(round)
}

const lines = communes.map(commune => {
  const parent = byCode.get(parentOf(commune.code)) ?? {}
  const old = (commune.anciensCodes ?? []).filter(code => !byCode.has(code))
  return [
    commune.code,
    commune.nom,
    (commune.codesPostaux ?? []).join('|'),
    commune.population ?? 0,
    commune.departement ?? parent.departement ?? commune.collectivite ?? commune.code.slice(0, 3),
    commune.region ?? parent.region ?? '',
    ...box(commune),
    old.join('|')
  ].join('\t')
})
const table = ['insee\tname\tpostal_codes\tpopulation\tdepartement\tregion\tlat\tlon\thalf_lat\thalf_lon\told_codes', ...lines].join('\n') + '\n'
const packed = gzipSync(table, { level: 9 })
packed.fill(0, 4, 8) // no date
packed[9] = 255 // no system
writeFileSync(join(here, '../communes.tsv.gz'), packed)

const tsv = (header, rows) => [header, ...rows.map(row => row.join('\t'))].join('\n') + '\n'
const departements = read('decoupage-administratif/data/departements.json')
writeFileSync(
  join(here, '../departements.tsv'),
  tsv('code\tname\tregion', departements.map(({ code, nom, region }) => [code, nom, region ?? '']))
)
const regions = read('decoupage-administratif/data/regions.json')
writeFileSync(join(here, '../regions.tsv'), tsv('code\tname', regions.map(({ code, nom }) => [code, nom])))
console.log(`${lines.length} communes, ${lines.filter(line => line.split('\t')[6] === '').length} without point, ${packed.length} bytes`)
