import { defineStage } from "stagewright";
const MIGRATIONS = [
    "create table products (id serial primary key, name text not null, price_cents integer not null check (price_cents > 0))",
    "create table orders (id serial primary key, product_id integer not null references products, quantity integer not null check (quantity > 0))",
    "insert into products (name, price_cents) values ('lamp', 4900), ('chair', 12900), ('desk', 34900)",
];
/** Brings the schema up, all or nothing. */
export default defineStage({
    description: "Schema and first products",
    dependencies: ["database"],
    timeout: "30s",
    run: async ({ outputs, emit }) => {
        const sql = outputs.database.sql;
        await sql.transaction(async (transaction) => {
            for (const [index, migration] of MIGRATIONS.entries()) {
                await transaction.exec(migration);
                emit({ applied: index + 1, of: MIGRATIONS.length });
            }
        });
        return { applied: MIGRATIONS.length };
    },
});
