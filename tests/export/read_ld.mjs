// Reads a folder of JSON-LD files with jsonld.js and prints what each says as triples, in their canonical order
// (RDF Dataset Canonicalization): two files that say the same give the same lines. What is of no term that the context
// knows is a failure (`safe`). Of the web nothing is asked: the context of schema.org is one of our own, of the terms
// that we use. For cli/tests/convert.rs.
//
//     node read_ld.mjs MODULE CONTEXT FOLDER

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [module, context, folder] = process.argv.slice(2);
const { default: jsonld } = await import(module);

const documentLoader = async (address) => {
    if (!/^https?:\/\/schema\.org\/?$/.test(address)) {
        throw new Error(`nobody is asked for ${address}`);
    }
    return { contextUrl: null, document: JSON.parse(readFileSync(context, "utf8")), documentUrl: address };
};

for (const name of readdirSync(folder).filter((name) => name.endsWith(".jsonld")).sort()) {
    const data = JSON.parse(readFileSync(join(folder, name), "utf8"));
    const options = { algorithm: "RDFC-1.0", format: "application/n-quads", documentLoader, safe: true };
    console.log([name, ...(await jsonld.canonize(data, options)).trim().split("\n")].join("\n"));
}
