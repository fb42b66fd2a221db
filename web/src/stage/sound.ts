/**
 * The instruments: made of sums and delays in the page, nothing is loaded.
 *
 * All play one pentatonic scale, so that any row of notes sounds like a tune. Nothing sounds
 * before a gesture, and a gentle compressor keeps a busy moment from being louder than a calm one.
 */
import type { Sound } from "../runtime/tick-report.ts";

/** D major pentatonic from D4: semitones of the steps within an octave. */
const SCALE_SEMITONES: readonly number[] = [0, 2, 4, 7, 9];
const BASE_HZ = 293.66;
const MASTER_VOLUME = 0.5;
const ROOM_VOLUME = 0.012;
const MUTE_S = 0.06;
/** Notes sounding at a time; more would only blur. */
const VOICES_MAX = 10;

type Instrument = (studio: Studio, hz: number, volume: number) => AudioScheduledSourceNode;

interface Studio {
  context: AudioContext;
  out: AudioNode;
}

/** Everything that sounds goes through `out`; `heard` is what comes to the ear. */
interface WholeStudio extends Studio {
  master: GainNode;
  room: GainNode;
  heard: AudioNode;
}

/** Returns the frequency of a step of the scale; steps below 0 go down. */
function scaleHz(degree: number): number {
  const octave = Math.floor(degree / SCALE_SEMITONES.length);
  const step = degree - octave * SCALE_SEMITONES.length;
  return BASE_HZ * 2 ** (octave + (SCALE_SEMITONES[step] ?? 0) / 12);
}

/**
 * A plucked string (Karplus and Strong: "Digital synthesis of plucked-string and drum timbres",
 * Computer Music Journal 7(2), 1983), reckoned once a note and kept.
 */
const strings = new Map<string, AudioBuffer>();
const STRING_S = 1.4;
const STRING_DAMPING = 0.4965;

function stringBuffer(context: AudioContext, hz: number): AudioBuffer {
  const key = `${Math.round(hz)}@${context.sampleRate}`;
  const known = strings.get(key);
  if (known !== undefined) return known;
  const length = Math.floor(context.sampleRate * STRING_S);
  const buffer = context.createBuffer(1, length, context.sampleRate);
  const samples = buffer.getChannelData(0);
  const period = Math.round(context.sampleRate / hz);
  let before = 0;
  for (let index = 0; index < period; index += 1) {
    const noise = Math.random() * 2 - 1;
    before += 0.45 * (noise - before); // A softer pluck than bare noise.
    samples[index] = before;
  }
  for (let index = period; index < length; index += 1) {
    const one = samples[index - period] ?? 0;
    const other = samples[index - period - 1] ?? one;
    samples[index] = STRING_DAMPING * (one + other);
  }
  strings.set(key, buffer);
  return buffer;
}

function pluck({ context, out }: Studio, hz: number, volume: number): AudioScheduledSourceNode {
  const source = context.createBufferSource();
  source.buffer = stringBuffer(context, hz);
  const gain = context.createGain();
  gain.gain.value = volume * 0.9;
  source.connect(gain).connect(out);
  source.start();
  return source;
}

/** Partials of a small bell: share of the tone's frequency, loudness, time to fade. */
const BELL_PARTIALS: readonly [number, number, number][] = [
  [1, 0.5, 1.6],
  [2.01, 0.28, 1.1],
  [2.76, 0.16, 0.7],
  [5.4, 0.07, 0.35],
];

function bell({ context, out }: Studio, hz: number, volume: number): AudioScheduledSourceNode {
  let longest: OscillatorNode | null = null;
  for (const [share, loudness, fadeS] of BELL_PARTIALS) {
    const tone = fadingTone(context, out, hz * 2 * share, volume * loudness * 0.5, fadeS, "sine");
    longest ??= tone;
  }
  if (longest === null) throw new Error("a bell needs partials");
  return longest;
}

function wood({ context, out }: Studio, hz: number, volume: number): AudioScheduledSourceNode {
  fadingTone(context, out, hz * 4.2, volume * 0.14, 0.04, "sine");
  return fadingTone(context, out, hz * 1.5, volume * 0.4, 0.11, "triangle");
}

/** Soft and low, sinking a little: no, thank you. */
function drop({ context, out }: Studio, hz: number, volume: number): AudioScheduledSourceNode {
  const tone = fadingTone(context, out, hz / 2, volume * 0.6, 0.4, "sine");
  tone.frequency.exponentialRampToValueAtTime(hz / 3.2, context.currentTime + 0.3);
  return tone;
}

function fadingTone(
  context: AudioContext,
  out: AudioNode,
  hz: number,
  volume: number,
  fadeS: number,
  shape: OscillatorType,
): OscillatorNode {
  const tone = context.createOscillator();
  const gain = context.createGain();
  const nowS = context.currentTime;
  tone.type = shape;
  tone.frequency.setValueAtTime(hz, nowS);
  gain.gain.setValueAtTime(0, nowS);
  gain.gain.linearRampToValueAtTime(volume, nowS + 0.006); // No click.
  gain.gain.exponentialRampToValueAtTime(0.0001, nowS + 0.006 + fadeS);
  tone.connect(gain).connect(out);
  tone.start(nowS);
  tone.stop(nowS + fadeS + 0.05);
  return tone;
}

const INSTRUMENTS: Record<string, Instrument> = { pluck, bell, wood, drop };
/** The name under which an effect turns the room tone on (volume) and off (0). */
const ROOM_TONE = "tone";

export class SoundStage {
  private studio: WholeStudio | null = null;
  private isMuted = false;
  private volumeMax = 1;
  private voices = 0;

  /** Call from within a gesture: browsers keep still before one. */
  wake(): void {
    try {
      this.studio ??= build();
    } catch {
      return; // No audio on this device: a play needs none.
    }
    if (this.studio.context.state === "suspended") settle(this.studio.context.resume());
    this.applyMute();
  }

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
    this.applyMute();
  }

  /** Lets nothing be louder than this share of full volume, 0..1. */
  capVolume(share: number): void {
    this.volumeMax = share;
    this.applyMute();
  }

  play(sounds: readonly Sound[]): void {
    const { studio } = this;
    if (studio === null || this.isMuted || studio.context.state !== "running") return;
    for (const [name, degree, volumePercent] of sounds) {
      const volume = Math.min(100, Math.max(0, volumePercent)) / 100;
      if (name === ROOM_TONE) {
        studio.room.gain.setTargetAtTime(ROOM_VOLUME * volume, studio.context.currentTime, 0.4);
        continue;
      }
      const instrument = INSTRUMENTS[name];
      if (instrument === undefined || this.voices >= VOICES_MAX) continue;
      this.voices += 1;
      instrument(studio, scaleHz(degree), volume).addEventListener("ended", () => {
        this.voices -= 1;
      });
    }
  }

  /** Holds everything, the room tone included, while the play is paused. */
  rest(): void {
    settle(this.studio?.context.suspend());
  }

  /** Returns what is heard from now on as a track, null where there is no sound. */
  record(): MediaStreamAudioTrack | null {
    if (this.studio === null) return null;
    const { context, heard } = this.studio;
    const recorder = context.createMediaStreamDestination();
    heard.connect(recorder);
    return (recorder.stream.getAudioTracks()[0] as MediaStreamAudioTrack | undefined) ?? null;
  }

  dispose(): void {
    settle(this.studio?.context.close());
    this.studio = null;
    strings.clear();
  }

  private applyMute(): void {
    const { studio } = this;
    if (studio === null) return;
    const volume = this.isMuted ? 0 : MASTER_VOLUME * this.volumeMax;
    studio.master.gain.setTargetAtTime(volume, studio.context.currentTime, MUTE_S / 3);
  }
}

/** A play that ends while the sound still wakes or sleeps takes that promise with it. */
function settle(change: Promise<void> | undefined): void {
  change?.catch(() => undefined);
}

function build(): WholeStudio {
  const context = new AudioContext({ latencyHint: "interactive" });
  const master = context.createGain();
  master.gain.value = MASTER_VOLUME;
  const compressor = context.createDynamicsCompressor();
  compressor.threshold.value = -20;
  compressor.ratio.value = 3;
  compressor.attack.value = 0.004;
  compressor.release.value = 0.2;
  master.connect(compressor).connect(context.destination);
  const room = context.createGain();
  room.gain.value = ROOM_VOLUME;
  roomTone(context).connect(room).connect(master);
  return { context, out: master, master, room, heard: compressor };
}

/** An evening street far away: low, slow noise that never quite repeats. */
function roomTone(context: AudioContext): AudioNode {
  const seconds = 7;
  const buffer = context.createBuffer(1, context.sampleRate * seconds, context.sampleRate);
  const samples = buffer.getChannelData(0);
  let level = 0;
  for (let index = 0; index < samples.length; index += 1) {
    level += 0.02 * (Math.random() * 2 - 1 - level); // Brown noise: mostly low.
    const toEnd = (samples.length - index) / context.sampleRate;
    samples[index] = level * 8 * Math.min(1, index / context.sampleRate, toEnd); // A soundless seam.
  }
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.loop = true;
  const filter = context.createBiquadFilter();
  filter.type = "lowpass";
  filter.frequency.value = 420;
  source.connect(filter);
  source.start();
  return filter;
}
