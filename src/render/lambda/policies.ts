import {lambdaDeployment} from './client.ts';

export interface LambdaPolicies {
  /** For the user whose credentials this machine has. */
  readonly user: unknown;
  /** For the role that the function runs as; its name must be `remotion-lambda-role`. */
  readonly role: unknown;
}

/** Permissions that deploying needs and rendering does not. */
const deploying =
  /^(?:iam:PassRole|lambda:(?:CreateFunction|DeleteFunction|PutFunctionEventInvokeConfig|PutRuntimeManagementConfig|TagResource|AddPermission)|lambda:GetLayerVersion|logs:(?:CreateLogGroup|PutRetentionPolicy)|s3:(?:CreateBucket|DeleteBucket|PutBucket\w*|GetBucket\w*))$/;

interface Statement {
  readonly Action: readonly string[];
}

const isPolicy = (value: unknown): value is {readonly Statement: readonly Statement[]} =>
  typeof value === 'object' && value !== null && 'Statement' in value && Array.isArray(value.Statement);

/**
 * The policies of Remotion's own, as its installed version suggests them, with reading the account's quota added.
 * @param purpose `render`: without what only deploying needs, for machines that render and never deploy
 * @throws ViralError `dependency-missing`
 */
export async function lambdaPolicies(purpose: 'deploy' | 'render' = 'deploy'): Promise<LambdaPolicies> {
  const {getUserPolicy, getRolePolicy} = await lambdaDeployment();
  const user: unknown = JSON.parse(getUserPolicy());
  const role: unknown = JSON.parse(getRolePolicy());
  if (!isPolicy(user)) return {user, role};
  const statements = user.Statement.map((statement) => ({
    ...statement,
    Action: statement.Action.filter((action) => purpose === 'deploy' || !deploying.test(action)),
  })).filter(({Action}) => Action.length > 0);
  const quota = {
    Sid: 'ReadQuota',
    Effect: 'Allow',
    Action: ['lambda:GetAccountSettings'],
    Resource: ['*'],
  };
  return {user: {...user, Statement: [...statements, quota]}, role};
}
