// What rss-parser and feedsmith read of feeds, as lines of JSON.

import { readFileSync } from 'node:fs'
import { parseFeed } from 'feedsmith'
import Parser from 'rss-parser'

const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value])
const name = (person) => (typeof person === 'string' ? person : person?.name ?? person?.email)

// An element with attributes.
const flat = (value) => (typeof value === 'object' ? value?._ : value)

const rssParser = async (text) => {
    const custom = { item: [['dc:creator', 'creators', { keepArray: true }]] }
    const feed = await new Parser({ customFields: custom }).parseString(text)
    return feed.items.map((item) => ({
        id: flat(item.guid ?? item.id),
        title: flat(item.title),
        url: item.link,
        published: item.pubDate,
        authors: [...list(item.author).map(flat), ...list(item.creators)],
        content: item['content:encoded'] ?? (item.id === undefined ? undefined : flat(item.content)),
    }))
}

const feedsmith = (text) => {
    const { format, feed } = parseFeed(text)
    const read = {
        rss: (item) => ({
            id: item.guid?.value,
            title: item.title,
            url: item.link,
            published: item.pubDate,
            updated: item.atom?.updated,
            authors: [...list(item.authors).map(name), ...list(item.dc?.creators ?? item.dc?.creator)],
            content: item.content?.encoded,
        }),
        atom: (item) => ({
            id: item.id,
            title: item.title?.value ?? item.title,
            url: list(item.links).find((link) => (link.rel ?? 'alternate') === 'alternate')?.href,
            published: item.published,
            updated: item.updated,
            authors: list(item.authors ?? feed.authors).map(name),
            content: item.content?.value ?? item.content,
        }),
        json: (item) => ({
            id: item.id,
            title: item.title,
            url: item.url,
            published: item.date_published,
            updated: item.date_modified,
            authors: list(item.authors ?? feed.authors).map(name),
            content: item.content_html,
        }),
    }
    return list(feed.items ?? feed.entries).map(read[format])
}

for (const file of process.argv.slice(2)) {
    const text = readFileSync(file, 'utf8')
    for (const [reader, run] of [['rss-parser', rssParser], ['feedsmith', feedsmith]]) {
        if (reader === 'rss-parser' && file.endsWith('.json')) continue
        try {
            console.log(JSON.stringify({ reader, file, items: await run(text) }))
        } catch (error) {
            console.log(JSON.stringify({ reader, file, error: String(error) }))
        }
    }
}
