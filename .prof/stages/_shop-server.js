import { createServer } from "node:http";
import { text } from "node:stream/consumers";
/** How long the server fills its product cache after it has begun to listen. */
const WARM_UP_MS = 400;
/** The thing under test: a small shop over HTTP and SQL, on a free port of the loopback. */
export async function startShop(sql) {
    const openAt = performance.now() + WARM_UP_MS;
    const server = createServer((request, response) => {
        route(request, sql, openAt).then(({ status, body }) => send(response, status, body), (error) => send(response, 500, { error: String(error) }));
    });
    await new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
    });
    return { url: `http://127.0.0.1:${portOf(server)}`, close: () => close(server) };
}
async function route(request, sql, openAt) {
    switch (`${request.method} ${request.url}`) {
        case "GET /ready":
            return performance.now() < openAt
                ? { status: 503, body: { ready: false } }
                : { status: 200, body: { ready: true } };
        case "GET /products":
            return { status: 200, body: (await sql.query("select id, name, price_cents from products order by id")).rows };
        case "POST /orders":
            return placeOrder(sql, JSON.parse(await text(request)));
        default:
            return { status: 404, body: { error: `no ${request.method} ${request.url}` } };
    }
}
async function placeOrder(sql, order) {
    const { product, quantity } = order;
    if (!Number.isInteger(product) || typeof quantity !== "number" || !(quantity > 0)) {
        return { status: 422, body: { error: "an order needs a product and a quantity of at least 1" } };
    }
    const inserted = await sql.query(`with placed as (insert into orders (product_id, quantity) values ($1, $2) returning id, product_id, quantity)
     select placed.id, placed.quantity * products.price_cents as total_cents
     from placed join products on products.id = placed.product_id`, [product, quantity]);
    return { status: 201, body: inserted.rows[0] };
}
function send(response, status, body) {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
function portOf(server) {
    const address = server.address();
    if (address === null || typeof address === "string")
        throw new Error("The server has no port");
    return address.port;
}
function close(server) {
    server.closeAllConnections();
    return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
