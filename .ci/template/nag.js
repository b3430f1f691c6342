// Checks the transformed template against AWS's advice (cdk-nag's AwsSolutions), except for the
// reviewed exceptions. Arguments: the template, the file of exceptions.
const fs = require('fs');
const path = require('path');

const room = process.env.NODE_PATH;
const load = (name) => require(path.resolve(room, name));
const cdk = load('aws-cdk-lib');
const { CfnInclude } = load('aws-cdk-lib/cloudformation-include');
const nag = load('cdk-nag');

const [template, exceptions] = process.argv.slice(2);
const allowed = JSON.parse(fs.readFileSync(exceptions, 'utf8'));
const used = new Set();
const found = [];

class Findings {
  onCompliance() {}
  onSuppressed() {}
  onError(data) {
    this.note(data, data.errorMessage);
  }
  onNotApplicable() {}
  onNonCompliance(data) {
    this.note(data, data.ruleInfo);
  }
  note(data, text) {
    const resource = data.resource.logicalId === undefined ? data.resource.node.id : cdk.Stack.of(data.resource).resolve(data.resource.logicalId);
    const finding = data.findingId ? '[' + data.findingId + ']' : '';
    const exception = allowed.find((entry) => data.ruleId.endsWith(entry.rule)
      && (entry.resources === 'all' || entry.resources.some((name) => resource === name || (name.endsWith('*') && resource.startsWith(name.slice(0, -1))))));
    if (exception) {
      used.add(exception);
    } else {
      found.push(`${data.ruleId}${finding} ${resource}: ${text}`);
    }
  }
}

const app = new cdk.App({ outdir: path.join(path.dirname(template), 'nag') });
const stack = new cdk.Stack(app, 'bantin');
new CfnInclude(stack, 'template', { templateFile: template });
cdk.Aspects.of(app).add(new nag.AwsSolutionsChecks({ additionalLoggers: [new Findings()], reports: false }));
app.synth();

const stale = allowed.filter((entry) => !used.has(entry));
found.forEach((finding) => console.log(finding));
stale.forEach((exception) => console.log(`the exception ${exception.rule} for ${exception.resources} is not needed any more`));
console.log(`AwsSolutions: ${found.length} findings, ${used.size} reviewed exceptions`);
process.exit(found.length + stale.length ? 1 : 0);
