/** The look of the screen for models that are drawn into a picture. */
import type { Material } from "three";

/** three leaves tones and colours of what it draws into textures as they are: not of this material. */
export function withScreenLook<Kind extends Material>(material: Kind): Kind {
  material.onBeforeCompile = (shader) => {
    shader.fragmentShader = `#include <tonemapping_pars_fragment>\n${shader.fragmentShader}`
      .replace(
        "#include <tonemapping_fragment>",
        "gl_FragColor.rgb = NeutralToneMapping(gl_FragColor.rgb);",
      )
      .replace("#include <colorspace_fragment>", "gl_FragColor = sRGBTransferOETF(gl_FragColor);");
  };
  return material;
}
