import XmlBuilder from "fast-xml-builder";
import { cleanText } from "../text/clean-text.js";
const builder = new XmlBuilder({
    attributeNamePrefix: "@",
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
    format: true,
    // A line break in an attribute is read as a blank, by those readers that follow the standard.
    attributeValueProcessor: (_name, value) => validText(String(value)).replace(/\s+/g, " "),
    tagValueProcessor: (_name, value) => validText(String(value)),
});
/** The document as indented XML. Undefined attributes and children are left out. */
export function toXml(document) {
    return builder.build({ "?xml": { "@version": "1.0", "@encoding": "UTF-8" }, ...document });
}
/** Without what XML 1.0 cannot hold in any form: of clean text only these two are left. */
function validText(text) {
    return cleanText(text).replace(/[\uFFFE\uFFFF]/g, "");
}
