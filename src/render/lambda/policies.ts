import {lambdaDeployment} from './client.ts';

export interface LambdaPolicies {
  /** For the user whose credentials this machine has. */
  readonly user: unknown;
  /** For the role that the function runs as; Remotion looks for the name `remotion-lambda-role`. */
  readonly role: unknown;
}

const quota = {
  Sid: 'ReadQuota',
  Effect: 'Allow',
  Action: ['lambda:GetAccountSettings'],
  Resource: ['*'],
} as const;

/** All that starting renders, looking after them, fetching and removing them needs. */
const rendering = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Files',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: ['arn:aws:s3:::remotionlambda-*/*'],
    },
    {Sid: 'Listing', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::remotionlambda-*']},
    {
      Sid: 'Functions',
      Effect: 'Allow',
      Action: ['lambda:InvokeFunction'],
      Resource: ['arn:aws:lambda:*:*:function:remotion-render-*'],
    },
    quota,
  ],
} as const;

const hasStatements = (value: unknown): value is {readonly Statement: readonly unknown[]} =>
  typeof value === 'object' && value !== null && 'Statement' in value && Array.isArray(value.Statement);

/**
 * The policies to give to a user and to the function's role. For deploying they are Remotion's own, as its installed
 * version suggests them, with reading the quota added; for rendering the user's is what this package calls, and no more.
 * @throws ViralError `dependency-missing`
 */
export async function lambdaPolicies(purpose: 'deploy' | 'render' = 'deploy'): Promise<LambdaPolicies> {
  const {getUserPolicy, getRolePolicy} = await lambdaDeployment();
  const role: unknown = JSON.parse(getRolePolicy());
  if (purpose === 'render') return {user: rendering, role};
  const user: unknown = JSON.parse(getUserPolicy());
  return {user: hasStatements(user) ? {...user, Statement: [...user.Statement, quota]} : user, role};
}
