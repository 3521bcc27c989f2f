import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { StartupError } from '@interlock/persistence';
import { eachLine } from '../system/lines.js';

/** What `infra/kafka` says of the broker; beside the sources and the build alike. */
export const kafkaFolder = join(import.meta.dirname, '..', '..', '..', '..', 'infra', 'kafka');

/** The jars are not there, or a program that is needed is not. */
export class KafkaUnavailable extends StartupError {
  override name = 'KafkaUnavailable';
}

/** The broker's version, as the pom names it. */
export function kafkaVersion(): string {
  const pom = readFileSync(join(kafkaFolder, 'pom.xml'), 'utf8');
  return /<artifactId>kafka_[^<]+<\/artifactId>\s*<version>([^<]+)</.exec(pom)?.[1] ?? 'unknown';
}

/** Where the jars are kept for every clone of this account; `npm test` tells its tests. */
export function jarsFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env['INTERLOCK_KAFKA_JARS'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'interlock', `kafka-${kafkaVersion()}`);
}

/** Why no broker can be started here; undefined where one can. */
export function missingForKafka(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (!onPath('java', env)) return 'java is not installed';
  const folder = jarsFolder(env);
  const hasJars = existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('kafka_'));
  return hasJars ? undefined : "Kafka's jars are not there; npm run kafka -- --fetch brings them";
}

/** Brings the jars by Maven, unless they are there. Throws `KafkaUnavailable`. */
export async function fetchJars(say: (line: string) => void): Promise<string> {
  for (const program of ['java', 'mvn'] as const) {
    if (!onPath(program, process.env) && (program === 'java' || missingForKafka() !== undefined))
      throw new KafkaUnavailable(`${program} is needed for Kafka and is not on the PATH. ${remedies[program]}`);
  }
  const folder = jarsFolder();
  if (missingForKafka() === undefined) return folder;
  say(`fetching Kafka ${kafkaVersion()} by Maven (some 45 MB, once) to ${folder}`);
  // Beside its place and moved there whole: what is there is complete, also when two fetch at once.
  const partial = `${folder}.${String(process.pid)}`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    await runMaven(partial, say);
    await rename(partial, folder).catch((error: unknown) => {
      if (missingForKafka() !== undefined) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

const remedies = {
  java: 'Install Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless).',
  mvn: 'Install Maven (Debian: apt-get install maven).',
} as const;

async function runMaven(into: string, say: (line: string) => void): Promise<void> {
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${into}`, '-DincludeScope=runtime'];
  const child = spawn('mvn', ['-B', '-f', join(kafkaFolder, 'pom.xml'), ...goal], { stdio: ['ignore', 'pipe', 'inherit'] });
  let lastError = '';
  let jars = 0;
  eachLine(child.stdout, (line) => {
    if (line.startsWith('[ERROR]')) lastError ||= line.slice('[ERROR] '.length);
    const [, jar] = /^Downloaded from \S+: \S+\/([^/]+\.jar) /.exec(line) ?? /\] Copying (\S+\.jar) to/.exec(line) ?? [];
    if (jar !== undefined && (jars += 1) % 10 === 0) say(`  ${String(jars)} files, last ${jar}`);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new KafkaUnavailable(`Maven did not bring Kafka: ${lastError || `it ended with code ${String(code)}`}`);
}

function onPath(program: string, env: NodeJS.ProcessEnv): boolean {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}
