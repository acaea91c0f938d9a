// Ajv and yaml, by which the JSON Schema of connections.yaml is judged as an editor would use it.
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { serve } from './server.mjs';

await serve({
  validate: ({ schema, yaml }) => {
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(JSON.parse(schema));
    const valid = validate(parse(yaml, { merge: true }));
    return valid ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
  },
});
