/**
 * Which video this browser can make: MP4 where it encodes H.264, else WebM, else none.
 *
 * Chat apps and iPhones take H.264 of a low profile in MP4, and little else.
 */

export interface VideoFormat {
  container: "mp4" | "webm";
  codec: "avc" | "vp9" | "vp8";
  /** As WebCodecs names it. */
  codecString: string;
  mediaType: "video/mp4" | "video/webm";
}

export const FRAMES_PER_S_MAX = 30;
/** 10 s are 3 MB: small enough for every chat, and sharp enough for silver. */
export const VIDEO_BITS_PER_S = 2_400_000;

const FORMATS: readonly VideoFormat[] = [
  // Level 3.1: 720 x 1280 at 30 pictures a second. Constrained baseline, then main.
  { container: "mp4", codec: "avc", codecString: "avc1.42E01F", mediaType: "video/mp4" },
  { container: "mp4", codec: "avc", codecString: "avc1.4D401F", mediaType: "video/mp4" },
  { container: "webm", codec: "vp9", codecString: "vp09.00.31.08", mediaType: "video/webm" },
  { container: "webm", codec: "vp8", codecString: "vp8", mediaType: "video/webm" },
];

/** Returns the best format for a video of this size (pixels), null where there is none. */
export async function chooseVideoFormat(
  width: number,
  height: number,
): Promise<VideoFormat | null> {
  if (typeof VideoEncoder === "undefined") return null;
  for (const format of FORMATS) {
    const config: VideoEncoderConfig = {
      codec: format.codecString,
      width,
      height,
      bitrate: VIDEO_BITS_PER_S,
      framerate: FRAMES_PER_S_MAX,
      latencyMode: "realtime",
    };
    try {
      if ((await VideoEncoder.isConfigSupported(config)).supported) return format;
    } catch {
      // A browser that does not know the name of a codec says so by throwing.
    }
  }
  return null;
}
