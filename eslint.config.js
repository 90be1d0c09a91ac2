import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The architecture, as two tables. Roles: what a file of each role may not reach. Features: which features' nouns and
 * contracts a feature may use. A feature reaches another through these alone, never through its store or its pages.
 */
const features = {
  people: [],
  places: [],
  imports: ['places', 'listings', 'people'],
  listings: ['people', 'places'],
  matching: ['listings', 'people', 'places'],
  search: ['listings', 'matching', 'people', 'places'],
  scheduling: [],
  events: ['listings', 'matching', 'people', 'places', 'scheduling'],
  hall: ['events', 'listings', 'matching', 'people', 'places', 'scheduling'],
  notifications: ['events', 'hall', 'listings', 'matching', 'people', 'places'],
  home: ['events', 'hall', 'listings', 'matching', 'notifications', 'people', 'places', 'search'],
};

const pureFiles = [
  '**/store.ts',
  '**/*-store.ts',
  '**/reads.ts',
  '**/*-reads.ts',
  '**/pages.ts',
  '**/*-pages.ts',
  '**/api.ts',
  '**/*-api.ts',
  '**/compose.ts',
  '**/live.ts',
];
const shell = ['store', 'reads', 'pages', 'api', 'compose', 'live'].flatMap((role) => [
  `src/features/*/${role}.ts`,
  `src/features/*/**/*-${role}.ts`,
  `src/features/*/**/${role}.ts`,
]);

const outside = {
  group: ['**/workers/**', '**/test/**', '**/bench/**'],
  message: 'Nothing in src imports workers, tests or benchmarks.',
};
const packages = {
  regex: '^(?!\\.|zod$)',
  message: 'Nouns, contracts and use cases use no package but zod: time, chance and the world come as arguments or ports.',
};
const platform = {
  group: ['**/platform/**', '**/web/**'],
  allowTypeImports: true,
  message: 'Nouns and use cases know the world by type only.',
};
const roles = { group: pureFiles, allowTypeImports: true, message: 'Rules and use cases may know stores by type only.' };

function others(feature) {
  const allowed = features[feature];
  const forbidden = Object.keys(features).filter((name) => name !== feature && !allowed.includes(name));
  const shellOfOthers = {
    regex: `^\\.\\./(?:\\.\\./)?(?!\\.)(?:${allowed.join('|') || '-'})/(?:.*/)?(?:[\\w-]+-)?(?:store|reads|pages|api|compose|live)\\.ts$`,
    message: 'A feature reaches another through its nouns and contracts only.',
  };
  const beyond = {
    regex: `^\\.\\./(?:\\.\\./)?(?:${forbidden.join('|') || '-'})/`,
    message: `The feature ${feature} may not use this one; see the table in eslint.config.js.`,
  };
  return [outside, shellOfOthers, beyond];
}

const restrict = (patterns) => ({
  'no-restricted-imports': 'off',
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.data', 'src/web/public/**', 'coverage'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // knex answers `any`: saying what a row is at its source is the point, and this rule takes it for noise.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      'max-lines': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'src/config.ts alone reads the environment.' },
      ],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' }],
      ...restrict([outside]),
    },
  },
  // One block for each feature and role; an unlisted feature folder is an error.
  {
    files: ['src/features/**/*.ts'],
    rules: restrict([{ regex: '.*', message: 'List this feature in eslint.config.js first.' }]),
  },
  ...Object.keys(features).flatMap((feature) => [
    { files: [`src/features/${feature}/**/*.ts`], rules: restrict([...others(feature), packages, platform, roles]) },
    { files: shell.map((path) => path.replace('features/*', `features/${feature}`)), rules: restrict(others(feature)) },
  ]),
  {
    files: ['src/kernel/**/*.ts'],
    ignores: ['src/kernel/id.ts'],
    rules: restrict([
      outside,
      packages,
      { group: ['**/features/**', '**/platform/**', '**/web/**'], message: 'The kernel stands on nothing.' },
    ]),
  },
  {
    files: ['src/platform/**/*.ts'],
    rules: restrict([
      outside,
      { group: ['**/web/**', '**/pages.ts'], allowTypeImports: true, message: 'The platform does not know the web.' },
    ]),
  },
  {
    files: ['src/config.ts', 'src/main.ts', 'workers/main.ts', 'knexfile.ts', 'test/**', 'bench/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/main.ts', 'src/banner.ts', 'workers/main.ts', 'bench/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      ...restrict([]),
      '@typescript-eslint/no-unused-expressions': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  // A migration is one piece of history; starting everything in one process is what start.ts is for.
  { files: ['migrations/**', 'seeds/**'], rules: { 'max-lines': 'off' } },
  { files: ['src/start.ts'], rules: restrict([]) },
  { files: ['eslint.config.js'], ...tseslint.configs.disableTypeChecked },
  { files: ['eslint.config.js', 'knexfile.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
