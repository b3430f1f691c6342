"""
MiniStack with additions for this template: resource types that do nothing here but resolve references,
and an attribute of a user pool.
"""

from ministack.app import main
from ministack.services.cloudformation import provisioners

UNKNOWN = [
    "AWS::Budgets::Budget",
    "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup",
    "AWS::Route53::RecordSetGroup",
]


def create(logical_id, properties, stack):
    return "%s-%s" % (stack, logical_id), {}


def update(physical_id, before, after, stack):
    return physical_id, {}


def delete(physical_id, properties):
    pass


def with_provider_url(create_pool):
    def create_with_url(*arguments):
        pool, attributes = create_pool(*arguments)
        return pool, {"ProviderURL": "https://" + attributes["ProviderName"], **attributes}

    return create_with_url


if __name__ == "__main__":
    pool = provisioners._RESOURCE_HANDLERS["AWS::Cognito::UserPool"]
    pool["create"] = with_provider_url(pool["create"])
    for kind in UNKNOWN:
        if kind not in provisioners._RESOURCE_HANDLERS:
            provisioners._RESOURCE_HANDLERS[kind] = {"create": create, "update": update, "delete": delete}
    main()
