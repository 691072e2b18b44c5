// SPDX-License-Identifier: EUPL-1.2
// Somebody nominated for the group of those who may become leaders.
export default {
  name: "a nominee",

  async settle(onboardd, i) {
    const nominee = `klara${i}@example.org`;
    const { cohort } = await onboardd.api("POST", "/cohorts", {
      name: `Før-leder 2027 ${i}`, start: "2027-02-22",
    });
    await onboardd.api("POST", `/cohorts/${cohort.id}/nominations`, {
      name: `Klara Kjær ${i}`,
      email: nominee,
      manager: `Niels Nord <niels${i}@example.org>`,
    });
    return { nominee };
  },

  paths: {
    async "accepts"(person, { onboardd, nominee }) {
      const [path] = await onboardd.links("p", nominee);
      await person.visit.open(path);
      await person.reads("page.nomination_intro");
      await person.press(person.button("page.nomination_accept_button"));
      await person.isAt("page.message.nomination_accepted_title");
      await person.press(person.link("page.back_link"));
      await person.reads("page.nomination_waiting");
      await person.press(person.page.locator("summary", {
        hasText: person.say("page.nomination_give_up") }));
      await person.press(person.button("page.nomination_give_up_button"));
      await person.isAt("page.message.nomination_declined_title");
    },
  },
};
